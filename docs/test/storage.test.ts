// The guide shows this test.
import '../examples/storage-test.js';
