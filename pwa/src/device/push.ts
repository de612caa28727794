/** What this window's browser has for notifications. `iosTab`: an iPhone or iPad outside of the Home Screen. */
export function pushPlatform(page: Window & typeof globalThis, iosTab: boolean) {
  return {
    secure: page.isSecureContext,
    iosTab,
    workers: "serviceWorker" in page.navigator ? page.navigator.serviceWorker : undefined,
    push: "PushManager" in page,
    notifications: "Notification" in page ? page.Notification : undefined,
  };
}

/** Gives up this browser's push subscription and takes away what is shown; the browser does so without signal, too. */
export async function stopPushes(workers: Pick<ServiceWorkerContainer, "getRegistration"> | undefined): Promise<void> {
  const registration = await workers?.getRegistration();
  for (const shown of await registration?.getNotifications?.() ?? []) shown.close();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}

/** Whether notifications show buttons here; Safari's show none. */
export function hasButtons(page: Window & typeof globalThis): boolean {
  return "Notification" in page && ((page.Notification as { maxActions?: number }).maxActions ?? 0) > 0;
}

/** Calls back with the path of a notification that was tapped while this page was open, and tells the worker it heard. */
export function onNotificationTap(workers: ServiceWorkerContainer, open: (path: string) => void): void {
  workers.addEventListener("message", (event: MessageEvent<unknown>) => {
    const asked = event.data as { open?: unknown } | null;
    if (typeof asked?.open !== "string") return;
    event.ports[0]?.postMessage("heard");
    open(asked.open);
  });
  // Messages wait until this is said when listeners are added after the page has loaded.
  workers.startMessages();
}
