// What the guide shows as a test is one.
import '../examples/first-plugin-test.js';
