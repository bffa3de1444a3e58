// Runs the README's first example, which is a test itself.
import './readme-example.js';
