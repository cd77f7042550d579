import { run } from './app.js';

const result = document.createElement('pre');
result.id = 'result';
try {
  result.textContent = JSON.stringify(await run());
} catch (error) {
  result.textContent = JSON.stringify({ failed: String(error) });
}
document.body.append(result);
