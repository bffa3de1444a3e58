#!/usr/bin/env node
// An old version of Node must be able to parse this file: it loads the others only if it is new enough.
const isOld = function (version) {
  const numbers = version.replace(/^v/, '').split('.').map(Number);
  return numbers[0] < 20 || (numbers[0] === 20 && numbers[1] < 19);
};
if (isOld(process.version) || isOld(process.versions.node)) {
  const text = 'jackfield needs Node.js 20.19 or later; this is ' + process.version + '.';
  process.stderr.write(text + '\n');
  process.exitCode = 1;
} else {
  void import('../dist/cli.js');
}
