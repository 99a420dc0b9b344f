// The embedded server's settings, sized to the machine. It shares the machine with the application, so it takes
// an eighth of the memory where a dedicated server would take a quarter.

const MB = 2 ** 20
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, Math.floor(value)))
const megabytes = (bytes: number): string => `${Math.floor(bytes / MB)}MB`

export interface Machine {
  /** Memory that this process may use, in bytes (the container's limit, if there is one). */
  memory: number
  /** Size of /dev/shm in bytes; null where there is none. */
  sharedMemory: number | null
}

/** Settings by name. Durability is never traded: fsync, full_page_writes and synchronous_commit stay on. */
export function serverSettings(machine: Machine): Record<string, string> {
  const smallShm = machine.sharedMemory !== null && machine.sharedMemory < 256 * MB
  return {
    ...memorySettings(machine.memory),
    max_connections: '100',
    // New installations grow fast: plans that were made for empty tables are renewed within seconds.
    autovacuum_naptime: '15s',
    // Containers give /dev/shm 64 MB, too little for parallel queries.
    ...(smallShm ? { dynamic_shared_memory_type: 'sysv' } : {}),
    wal_compression: 'pglz',
    min_wal_size: '80MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '10min',
    random_page_cost: '1.1',
    jit: 'off', // compiling costs more than it saves on short queries
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    password_encryption: 'scram-sha-256',
    default_text_search_config: 'pg_catalog.simple',
    unix_socket_directories: '',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log', // one per weekday, overwritten a week later: bounded without anybody's care
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_line_prefix: '%m [%p] %d ',
  }
}

export function memorySettings(memory: number): Record<string, string> {
  return {
    shared_buffers: megabytes(clamp(memory / 8, 64 * MB, 4096 * MB)),
    effective_cache_size: megabytes(clamp(memory / 2, 256 * MB, 65536 * MB)),
    work_mem: megabytes(clamp(memory / 512, 4 * MB, 32 * MB)),
    maintenance_work_mem: megabytes(clamp(memory / 24, 64 * MB, 1024 * MB)),
  }
}

/** Text of postgresql.conf. */
export function settingsFile(settings: Record<string, string>, binaryVersion: string): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  return [
    `# PostgreSQL ${binaryVersion}. Written at every start; use ALTER SYSTEM for settings of your own.`, ...lines, '',
  ].join('\n')
}

/** Text of pg_hba.conf: this machine only, always with a password. */
export const accessFile = 'host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n'
