export function NotificationBell({ size: _size = 16 }: { size?: number }) { return null }
