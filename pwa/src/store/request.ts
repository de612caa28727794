/** What a request of the platform brings. A promise for each of many costs more than the reading: await the last one. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("The request failed.", "UnknownError"));
  });
}
