// The story that run.mjs tells on the terminal and page.mjs in the browser: one scene for each thing to see.

/** What a failed call threw: an err of a WIT `result` is a `ComponentError`, the WIT value its payload. */
function errorOf(call) {
  try {
    return `no error, but ${JSON.stringify(call())}`;
  } catch (error) {
    return `${error.constructor.name}: ${error.payload}`;
  }
}

/**
 * Plays the story on a new instance of composed.wasm.
 * @param {object} component the generated module: its exports `users`, `validator` and `database`
 * @returns {{ id: string, title: string, lines: string[] }[]} what happened, scene by scene
 */
export function tellStory({ users, validator, database }) {
  const ada = { name: 'Ada Lovelace', email: 'ada@example.org', age: 36, tags: ['mathematics', 'poetry'] };
  const grace = { name: 'Grace Hopper 🚢', email: 'grace@example.org', tags: [] };
  const nobody = { name: '', email: 'nobody', age: 200, tags: ['a', ''] };
  const emails = ['ada@example.org', 'josé@ñandú.example', 'ada@example', 'ada example.org'];
  const describeError = ({ field, problem, message }) => `${field} is ${problem}: ${message}`;

  const created = [ada, grace].map((user) => users.createUser(user));
  const refused = users.createUser(nobody);
  const again = users.createUser({ ...ada, name: 'Another Ada' });

  const connection = new database.DbConnection('memory:');
  const inserted = connection.execute(
    "INSERT INTO users (name, email, age) VALUES ('Miles O''Brien', 'miles@example.org', 45)",
  );
  const rows = connection.query('SELECT id, name, email, age, tags FROM users');
  const wrongTable = errorOf(() => connection.query('SELECT * FROM pets'));
  const notSql = errorOf(() => connection.execute('DROP TABLE users'));
  connection.close();
  const closed = errorOf(() => connection.query('SELECT * FROM users'));
  // Frees the guest's side now; a forgotten connection is freed when the garbage collector finds it.
  connection[Symbol.dispose]?.();

  return [
    {
      id: 'emails',
      title: 'The validator alone: validateEmail',
      lines: emails.map((email) => `${email}: ${validator.validateEmail(email)}`),
    },
    {
      id: 'created',
      title: 'Two valid users: createUser',
      lines: created.map(({ success, userId }) => `success: ${success}, userId: ${userId}`),
    },
    {
      id: 'refused',
      title: 'A user with a mistake in every field',
      lines: [`success: ${refused.success}, userId: ${refused.userId}`, ...refused.errors.map(describeError)],
    },
    { id: 'taken', title: 'An address that is taken', lines: again.errors.map(describeError) },
    { id: 'inserted', title: 'Rows changed by an INSERT: execute', lines: [String(inserted)] },
    { id: 'rows', title: 'All users: query', lines: rows.map((row) => row.join(' | ')) },
    { id: 'errors', title: 'Errors of the database', lines: [wrongTable, notSql, closed] },
  ];
}
