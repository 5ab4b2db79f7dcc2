#pragma once

// TLS 1.2 and 1.3 from a certificate and key on disk, read once at the start.

#include <filesystem>

#include <boost/asio/ssl/context.hpp>

namespace homeport::http {

// Throws std::runtime_error with a sentence for a person when a file can't be read or the two don't belong together.
[[nodiscard]] boost::asio::ssl::context make_tls_context(const std::filesystem::path& certificate_file,
                                                         const std::filesystem::path& key_file);

}  // namespace homeport::http
