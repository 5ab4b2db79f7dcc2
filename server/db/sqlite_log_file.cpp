#include "db/sqlite_log_file.hpp"

#include <cstddef>
#include <cstring>
#include <mutex>
#include <new>
#include <utility>

#include <sqlite3.h>

#include "base/check.hpp"

namespace homeport::db {
namespace {

constexpr const char* kName = "homeport";
constexpr int kGatherBytes = 120 * 1024;  // SQLite's file system for Unix writes less than 128 KiB at once
// A frame of the log is a head, with the size of the database behind the frame that ends a commit and 0 in all others,
// and a page.
constexpr int kHeadBytes = 24;
constexpr int kSizeAt = 4;
constexpr int kSizeBytes = 4;

using Offset = sqlite3_int64;

// What SQLite knows as an open log; the usual file lives behind it.
struct LogFile {
  sqlite3_file base;
  sqlite3_file* inner;
  char* gathered;  // kGatherBytes, made when first needed
  Offset begin;    // where in the log it goes
  int size;
  Offset end;          // behind the last write
  bool expects_page;   // that was a head, gathered
  bool is_last_frame;  // whose page ends a commit
};

LogFile& log_of(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }

constexpr std::size_t kInnerAt =
    (sizeof(LogFile) + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);

int flush(LogFile& log) {
  if (log.size == 0) return SQLITE_OK;
  const int size = log.size;
  // Whatever comes of it: what could not be written is told now, and never tried again behind SQLite's back.
  log.size = 0;
  return log.inner->pMethods->xWrite(log.inner, log.gathered, size, log.begin);
}

// Frames are gathered that come one behind the other. All else goes through as it is: the head of the log, a page put
// in the place of an earlier one, and the heads SQLite writes again in that case, behind the frame that ends the
// commit.
int write(sqlite3_file* file, const void* bytes, int size, Offset at) {
  auto& log = log_of(file);
  const bool follows = std::exchange(log.end, at + size) == at;
  const bool is_page = std::exchange(log.expects_page, false) && follows;
  const bool is_head = size == kHeadBytes && follows && !is_page;
  if (log.gathered == nullptr) log.gathered = new (std::nothrow) char[kGatherBytes];
  const bool is_gathered = (is_head || is_page) && size <= kGatherBytes && log.gathered != nullptr;
  if (!is_gathered || size > kGatherBytes - log.size) {
    if (const int code = flush(log); code != SQLITE_OK) return code;
  }
  if (!is_gathered) return log.inner->pMethods->xWrite(log.inner, bytes, size, at);
  if (log.size == 0) log.begin = at;
  std::memcpy(log.gathered + log.size, bytes, static_cast<std::size_t>(size));
  log.size += size;
  if (is_head) {
    constexpr char kNone[kSizeBytes]{};
    log.expects_page = true;
    log.is_last_frame = std::memcmp(static_cast<const char*>(bytes) + kSizeAt, kNone, kSizeBytes) != 0;
    return SQLITE_OK;
  }
  return log.is_last_frame ? flush(log) : SQLITE_OK;
}

int read(sqlite3_file* file, void* into, int size, Offset at) {
  auto& log = log_of(file);
  if (const int code = flush(log); code != SQLITE_OK) return code;
  return log.inner->pMethods->xRead(log.inner, into, size, at);
}

int truncate(sqlite3_file* file, Offset size) {
  auto& log = log_of(file);
  if (const int code = flush(log); code != SQLITE_OK) return code;
  return log.inner->pMethods->xTruncate(log.inner, size);
}

int sync(sqlite3_file* file, int flags) {
  auto& log = log_of(file);
  if (const int code = flush(log); code != SQLITE_OK) return code;
  return log.inner->pMethods->xSync(log.inner, flags);
}

int size_of(sqlite3_file* file, Offset* size) {
  auto& log = log_of(file);
  if (const int code = flush(log); code != SQLITE_OK) return code;
  return log.inner->pMethods->xFileSize(log.inner, size);
}

int close(sqlite3_file* file) {
  auto& log = log_of(file);
  const int flushed = flush(log);
  delete[] log.gathered;
  log.gathered = nullptr;
  const int closed = log.inner->pMethods->xClose(log.inner);
  return flushed != SQLITE_OK ? flushed : closed;
}

int lock(sqlite3_file* file, int level) { return log_of(file).inner->pMethods->xLock(log_of(file).inner, level); }
int unlock(sqlite3_file* file, int level) { return log_of(file).inner->pMethods->xUnlock(log_of(file).inner, level); }
int check_lock(sqlite3_file* file, int* is_held) {
  return log_of(file).inner->pMethods->xCheckReservedLock(log_of(file).inner, is_held);
}
int control(sqlite3_file* file, int what, void* argument) {
  return log_of(file).inner->pMethods->xFileControl(log_of(file).inner, what, argument);
}
int sector_size(sqlite3_file* file) { return log_of(file).inner->pMethods->xSectorSize(log_of(file).inner); }
int traits(sqlite3_file* file) { return log_of(file).inner->pMethods->xDeviceCharacteristics(log_of(file).inner); }

// Version 1: a log is neither shared memory nor mapped.
constexpr sqlite3_io_methods kLogMethods{1,       close,   read,       write,   truncate,    sync,   size_of,
                                         lock,    unlock,  check_lock, control, sector_size, traits, nullptr,
                                         nullptr, nullptr, nullptr,    nullptr, nullptr};

sqlite3_vfs* usual = nullptr;

int open(sqlite3_vfs* /*own*/, sqlite3_filename name, sqlite3_file* file, int flags, int* flags_out) {
  if ((flags & SQLITE_OPEN_WAL) == 0) return usual->xOpen(usual, name, file, flags, flags_out);
  auto* log = new (file) LogFile{};
  log->inner = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + kInnerAt);
  const int code = usual->xOpen(usual, name, log->inner, flags, flags_out);
  // What has methods is closed, be it open or not.
  if (log->inner->pMethods != nullptr) log->base.pMethods = &kLogMethods;
  return code;
}

}  // namespace

const char* gathering_file_system() {
  static std::once_flag once;
  static sqlite3_vfs own;
  std::call_once(once, [] {
    usual = sqlite3_vfs_find(nullptr);
    CHECK(usual != nullptr);
    own = *usual;
    own.pNext = nullptr;
    own.zName = kName;
    own.szOsFile = static_cast<int>(kInnerAt) + usual->szOsFile;
    own.xOpen = open;
    CHECK(sqlite3_vfs_register(&own, 0) == SQLITE_OK);
  });
  return kName;
}

}  // namespace homeport::db
