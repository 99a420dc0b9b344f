// What other parts and domains use to tell people something.
export { notify, type NewNotification } from './notify.ts'
export { removeNotices } from './notify-store.ts'
