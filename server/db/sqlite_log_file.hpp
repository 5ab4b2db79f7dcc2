#pragma once

namespace homeport::db {

// Registers, once, and names a SQLite file system that is the usual one but for write-ahead logs: what a commit writes
// there, a head and a page for each page in two small writes, goes to the system in large ones, the last of them with
// the frame that is marked as the end of the commit, before SQLite shows the commit to anybody. Errors come out of the
// write of that frame, as if it alone had failed. Reads, sizes and syncs of the log find everything written.
//
// For the connection that writes; others read and checkpoint the same log through the usual one.
[[nodiscard]] const char* gathering_file_system();

}  // namespace homeport::db
