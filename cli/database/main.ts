/** SQLite files apart from any command: whoever keeps one of its own opens it as the command opens its. */
export { inTransaction, openDatabase, withRemedy } from '../edges/database.ts'
export type { Database } from '../edges/database.ts'
