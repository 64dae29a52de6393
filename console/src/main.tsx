import '@patternfly/react-core/dist/styles/base.css';
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, makeQueryClient } from './app/App';
import { applyTheme } from './app/theme';

applyTheme();

const root = document.getElementById('root');
if (root === null) {
  throw new Error('The page has no place for the console');
}
createRoot(root).render(
  <StrictMode>
    <App client={makeQueryClient()} />
  </StrictMode>,
);
