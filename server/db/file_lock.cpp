#include "db/file_lock.hpp"

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "db/transaction.hpp"

namespace homeport::db {
namespace {

constexpr mode_t kOwnerOnly = 0600;

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& path) {
  const int error = errno;
  throw DatabaseError(what + " " + path.string() + ": " + std::generic_category().message(error));
}

std::string holder_of(int descriptor) {
  std::array<char, 32> text{};
  const auto size = ::pread(descriptor, text.data(), text.size(), 0);
  std::string holder(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!holder.empty() && holder.back() == '\n')
    holder.pop_back();
  return holder.empty() ? "another process" : "process " + holder;
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& data_file) {
  auto path = data_file;
  path += ".lock";
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
  if (descriptor_ < 0) fail("cannot open", path);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const bool is_held = errno == EWOULDBLOCK;
    const auto holder = holder_of(descriptor_);
    ::close(descriptor_);
    if (!is_held) fail("cannot lock", path);
    throw DatabaseError("the data file " + data_file.string() + " is in use by " + holder +
                        ": stop that server first, or give this one another data folder");
  }
  const auto pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor_, 0) != 0 || ::pwrite(descriptor_, pid.data(), pid.size(), 0) < 0) {
    ::close(descriptor_);
    fail("cannot write", path);
  }
}

FileLock::~FileLock() { ::close(descriptor_); }

void create_private_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) {
    if (errno == EEXIST) return;
    fail("cannot create", file);
  }
  ::close(descriptor);
}

void sync_path(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail("cannot open", path);
  const int code = ::fsync(descriptor);
  if (code != 0) {
    ::close(descriptor);
    fail("cannot make durable", path);
  }
  ::close(descriptor);
}

}  // namespace homeport::db
