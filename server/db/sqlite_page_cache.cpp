#include "db/sqlite_page_cache.hpp"

#include <algorithm>
#include <memory>
#include <new>
#include <vector>

#include <sqlite3.h>

namespace homeport::db {
namespace {

sqlite3_pcache_methods2 inner{};

// The cache of one connection to one file; used by one thread at a time, as the connection is.
struct Cache {
  sqlite3_pcache* pages = nullptr;
  unsigned highest = 0;           // no page that was fetched under its number has a higher one
  std::vector<unsigned> renamed;  // pages that were given a higher number, and have it still
};

Cache& cache_of(sqlite3_pcache* cache) { return *reinterpret_cast<Cache*>(cache); }

int begin(void* /*nothing*/) { return inner.xInit != nullptr ? inner.xInit(inner.pArg) : SQLITE_OK; }
void end(void* /*nothing*/) {
  if (inner.xShutdown != nullptr) inner.xShutdown(inner.pArg);
}

sqlite3_pcache* create(int page_size, int extra_size, int is_purgeable) {
  std::unique_ptr<Cache> cache(new (std::nothrow) Cache);
  if (!cache) return nullptr;
  cache->pages = inner.xCreate(page_size, extra_size, is_purgeable);
  if (cache->pages == nullptr) return nullptr;
  return reinterpret_cast<sqlite3_pcache*>(cache.release());
}

void destroy(sqlite3_pcache* cache) {
  const std::unique_ptr<Cache> mine(&cache_of(cache));
  inner.xDestroy(mine->pages);
}

sqlite3_pcache_page* fetch(sqlite3_pcache* cache, unsigned key, int create_flag) {
  auto& mine = cache_of(cache);
  if (create_flag != 0) mine.highest = std::max(mine.highest, key);
  return inner.xFetch(mine.pages, key, create_flag);
}

void rename(sqlite3_pcache* cache, sqlite3_pcache_page* page, unsigned old_key, unsigned new_key) {
  auto& mine = cache_of(cache);
  std::erase(mine.renamed, old_key);
  if (new_key > mine.highest) {
    try {
      mine.renamed.push_back(new_key);
    } catch (const std::bad_alloc&) {
      mine.highest = new_key;
    }
  }
  inner.xRekey(mine.pages, page, old_key, new_key);
}

// Forgets the pages with this number and higher ones.
void truncate(sqlite3_pcache* cache, unsigned limit) {
  auto& mine = cache_of(cache);
  const bool is_needed = mine.highest >= limit || std::any_of(mine.renamed.begin(), mine.renamed.end(),
                                                              [&](unsigned key) { return key >= limit; });
  if (!is_needed) return;
  inner.xTruncate(mine.pages, limit);
  mine.highest = std::min(mine.highest, limit == 0 ? 0 : limit - 1);
  std::erase_if(mine.renamed, [&](unsigned key) { return key >= limit; });
}

void set_size(sqlite3_pcache* cache, int pages) { inner.xCachesize(cache_of(cache).pages, pages); }
int count(sqlite3_pcache* cache) { return inner.xPagecount(cache_of(cache).pages); }
void shrink(sqlite3_pcache* cache) { inner.xShrink(cache_of(cache).pages); }
void unpin(sqlite3_pcache* cache, sqlite3_pcache_page* page, int discard) {
  inner.xUnpin(cache_of(cache).pages, page, discard);
}

}  // namespace

void install_page_cache() {
  if (sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &inner) != SQLITE_OK || inner.xCreate == nullptr) return;
  const sqlite3_pcache_methods2 spared{1,     nullptr, begin,  end,      create,  set_size, count,
                                       fetch, unpin,   rename, truncate, destroy, shrink};
  sqlite3_config(SQLITE_CONFIG_PCACHE2, &spared);
}

}  // namespace homeport::db
