// What the guide shows as tests are some.
import '../examples/ringex-replay-test.js';
