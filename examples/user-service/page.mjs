// The page: loads the generated module as it is, tells the story, and shows each scene in an element whose id
// is the scene's.
import { tellStory } from './story.mjs';

function show({ id, title, lines }) {
  const heading = document.createElement('h2');
  heading.textContent = title;
  const text = document.createElement('pre');
  text.id = id;
  text.textContent = lines.join('\n');
  document.getElementById('story').append(heading, text);
}

const status = document.getElementById('status');
try {
  tellStory(await import('./out/users.js')).forEach(show);
  status.textContent = 'done';
} catch (error) {
  status.textContent = `failed: ${error} (was the module made, with npm start?)`;
}
