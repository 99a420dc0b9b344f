// Settings that administrators change while the product runs.
import { serviceApi } from '../../contract/service.ts'
import { SettingChanged, settingsApi } from '../../contract/settings.ts'
import { accountLimit, addressLimit } from '../http/rate-limits.ts'
import { defineModule, serve } from '../module.ts'
import { changeSetting, resetSetting } from './change-setting.ts'
import { sealedPlace } from './current-setting.ts'
import { aboutService, Hotline, ServiceName } from './service-facts.ts'
import { listSettings, readSetting } from './show-settings.ts'

export const settings = defineModule({
  id: 'settings', needs: [], permissions: ['settings.manage'], migrations: new URL('./migrations/', import.meta.url), messages: new URL('./messages/', import.meta.url),
  events: [SettingChanged], settings: [accountLimit, addressLimit, ServiceName, Hotline],
  sealed: [{ table: 'settings', column: 'sealed', key: ['key'], context: ([key]) => sealedPlace(key!) }],
  routes: [
    serve(serviceApi.about, aboutService),
    serve(settingsApi.list, async (ctx) => ({ items: await listSettings(ctx) })),
    serve(settingsApi.read, (ctx, { params }) => readSetting(ctx, params.key)),
    serve(settingsApi.change, (ctx, { params, body, ifMatch }) => changeSetting(ctx, params.key, body, ifMatch)),
    serve(settingsApi.reset, (ctx, { params, ifMatch }) => resetSetting(ctx, params.key, ifMatch)),
  ],
})
