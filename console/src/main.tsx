import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import './app/base.css';
import { startTexts } from './texts/texts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the app.');
await startTexts();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
