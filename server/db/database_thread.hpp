#pragma once

namespace homeport::db {

// Called once by each thread that runs write jobs: waiting there for another write is our own mistake (CHECK), as it
// could wait for itself.
void mark_database_thread();

}  // namespace homeport::db
