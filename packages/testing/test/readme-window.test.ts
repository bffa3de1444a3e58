import './readme-window-example.js';
