#include "http/upload_file.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "base/check.hpp"
#include "base/crypto.hpp"

namespace homeport::http {
namespace {

constexpr int kOwnerOnly = 0600;

[[noreturn]] void fail(const char* doing) { throw std::system_error(errno, std::generic_category(), doing); }

}  // namespace

UploadFile::~UploadFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!path_.empty() && !kept_) ::unlink(path_.c_str());
}

void UploadFile::create(const std::filesystem::path& folder) {
  CHECK(path_.empty());
  std::filesystem::create_directories(folder);
  auto path = folder / (random_token(18) + ".upload");
  descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly);
  if (descriptor_ < 0) fail("creating an upload's file");
  path_ = std::move(path);
}

void UploadFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      fail("writing an upload's file");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void UploadFile::close() {
  const int descriptor = std::exchange(descriptor_, -1);
  if (descriptor >= 0 && ::close(descriptor) != 0) fail("closing an upload's file");
}

}  // namespace homeport::http
