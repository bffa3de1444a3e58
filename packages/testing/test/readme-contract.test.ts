// Runs the README's example of a contract, which is a suite itself.
import './readme-contract-example.js';
