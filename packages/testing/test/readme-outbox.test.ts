// Runs the README's example of the outbox, which is a test itself. Apart from the others: the
// database that it installs is global.
import './readme-outbox-example.js';
