const RELOADED_AT = 'countersign.reloadedForLogin';
const QUIET_MILLIS = 15_000;
const LEAVING_MILLIS = 10_000;

let leftAt = -LEAVING_MILLIS;
// A download fires it too and leaves the page where it is: so a time, not a flag.
window.addEventListener('beforeunload', () => {
  leftAt = Date.now();
});

/**
 * The session ended: load the page again, and the server sends the browser to the login and back here. Not twice in a row:
 * a server that keeps answering 401 after a login would make an endless loop. And not while the browser is on its way
 * elsewhere: logout ends the session first, and loading the page again then would keep the browser from reaching the
 * identity provider's logout, which would sign the person in once more.
 *
 * @returns whether the page is being loaded again
 */
export function loginAgain(now = Date.now(), reload = () => window.location.reload()): boolean {
  const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
  if (now - last < QUIET_MILLIS || now - leftAt < LEAVING_MILLIS) {
    return false;
  }
  sessionStorage.setItem(RELOADED_AT, String(now));
  reload();
  return true;
}
