#include "modules/identity/sealing_key.hpp"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.hpp"

namespace homeport::identity {
namespace {

class File {
 public:
  File(const std::filesystem::path& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw std::runtime_error("the key file " + file.string() + " " + what);
}

// Under another name first, so that a half-written key is never taken for one.
bool make_key(const std::filesystem::path& file) {
  std::filesystem::path draft = file;
  draft += "." + hex_encode(random_bytes(8));
  const std::string key = random_bytes(kSecretKeyBytes);
  {
    const File out(draft, O_WRONLY | O_CREAT | O_EXCL);
    if (!out.is_open()) fail(file, "can't be made: " + std::generic_category().message(errno));
    if (::write(out.descriptor(), key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
        ::fsync(out.descriptor()) != 0) {
      const std::string why = std::generic_category().message(errno);
      ::unlink(draft.c_str());
      fail(file, "can't be written: " + why);
    }
  }
  const bool is_ours = ::link(draft.c_str(), file.c_str()) == 0;
  const int error = errno;
  ::unlink(draft.c_str());
  if (!is_ours && error != EEXIST) fail(file, "can't be made: " + std::generic_category().message(error));
  return is_ours;
}

std::string read_key(const std::filesystem::path& file) {
  const File in(file, O_RDONLY);
  if (!in.is_open()) fail(file, "can't be read: " + std::generic_category().message(errno));
  struct stat facts {};
  if (::fstat(in.descriptor(), &facts) != 0) fail(file, "can't be read");
  if ((facts.st_mode & 077U) != 0) fail(file, "may be read by others; set its mode to 0600");
  std::string key(kSecretKeyBytes + 1, '\0');
  const auto got = ::read(in.descriptor(), key.data(), key.size());
  if (got != static_cast<ssize_t>(kSecretKeyBytes)) fail(file, "is damaged: it must hold 32 bytes");
  key.resize(kSecretKeyBytes);
  return key;
}

}  // namespace

const std::string& SealingKey::key() {
  const std::lock_guard lock(mutex_);
  if (key_.empty()) {
    if (!std::filesystem::exists(file_)) make_key(file_);
    key_ = read_key(file_);
  }
  return key_;
}

std::string SealingKey::seal(std::string_view secret) { return homeport::seal(secret, key()); }

std::string SealingKey::open(std::string_view sealed) {
  auto secret = open_sealed(sealed, key());
  if (!secret) fail(file_, "is not the one this database's secrets were sealed with");
  return std::move(*secret);
}

}  // namespace homeport::identity
