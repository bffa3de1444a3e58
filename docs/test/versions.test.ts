// What the guide shows as tests are some.
import '../examples/versions-test.js';
