#pragma once

namespace homeport::db {

// SQLite's own page cache, spared one thing: at the end of every transaction it is told to forget the pages beyond the
// end of the file, and as pages are renumbered for a moment while a tree is balanced, it then looks at every page it
// has. This one knows when there is none. Before SQLite is initialised; does nothing afterwards.
void install_page_cache();

}  // namespace homeport::db
