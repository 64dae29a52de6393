const RELOADED_AT = 'countersign.reloadedForLogin';
const QUIET_MILLIS = 15_000;

/**
 * The session ended: load the page again, and the server sends the browser to the login and back here. Not twice in a row:
 * a server that keeps answering 401 after a login would make an endless loop.
 *
 * @returns whether the page is being loaded again
 */
export function loginAgain(now = Date.now(), reload = () => window.location.reload()): boolean {
  const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
  if (now - last < QUIET_MILLIS) {
    return false;
  }
  sessionStorage.setItem(RELOADED_AT, String(now));
  reload();
  return true;
}
