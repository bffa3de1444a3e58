// Runs the example of the guide.
import '../examples/ringex-test.js';
