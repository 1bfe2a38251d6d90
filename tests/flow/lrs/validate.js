// Statements, one a line, on standard input; whatever the validator warns of, one a line, on standard output.
const validate = require('@learninglocker/xapi-validation').default;
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean);
for (const line of lines) {
  const statement = JSON.parse(line);
  for (const warning of validate(statement, ['statement'])) {
    console.log(`${statement.id}: ${warning.constructor.name} ${(warning.path || []).join('.')} ${JSON.stringify(warning.data ?? null).slice(0, 200)}`);
  }
}
console.log(`looked at ${lines.length}`);
