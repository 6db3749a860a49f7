// Takes up the session while the bundles are still on their way: on a slow line the answer is there when they are. A file
// of its own because nothing may stand inline; a bundle that was faster, out of the cache, leaves nothing to do here.
if (window.phResume === undefined) {
  window.phResume = navigator.locks.request('ph-resume', () =>
    fetch('/api/login/resume', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }),
  );
  // Who reads it meets the failure; until then it is nobody's.
  window.phResume.catch(() => undefined);
}
