// Listens before the console's router does, which is made later, so that a page can keep from it what happens at the
// page's own address (own-address.ts). Browsers keep this file for 30 days, so it never changes.
addEventListener("popstate", (event) => {
    if (!dispatchEvent(new Event("api-tokens-popstate", { cancelable: true }))) {
        event.stopImmediatePropagation();
    }
});
