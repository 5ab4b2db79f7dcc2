#include "http/tls.hpp"

#include <stdexcept>
#include <string>

#include <openssl/ssl.h>

namespace homeport::http {
namespace {

namespace ssl = boost::asio::ssl;

constexpr const char* kTls12Ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!eNULL";
constexpr unsigned char kProtocols[] = "\x08http/1.1";

int select_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in,
                    unsigned int in_size, void*) {
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, kProtocols, sizeof kProtocols - 1, in, in_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

[[noreturn]] void fail(const std::string& sentence, const boost::system::error_code& error) {
  throw std::runtime_error(sentence + " (" + error.message() + ")");
}

}  // namespace

ssl::context make_tls_context(const std::filesystem::path& certificate_file, const std::filesystem::path& key_file) {
  ssl::context context(ssl::context::tls_server);
  context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                      ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::no_compression |
                      ssl::context::single_dh_use);
  SSL_CTX* native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // idle connections keep no 34 kB each
  if (SSL_CTX_set_cipher_list(native, kTls12Ciphers) != 1) throw std::runtime_error("TLS has no ciphers to offer.");
  SSL_CTX_set_alpn_select_cb(native, select_protocol, nullptr);

  boost::system::error_code error;
  context.use_certificate_chain_file(certificate_file.string(), error);
  if (error) fail("The TLS certificate " + certificate_file.string() + " can't be used.", error);
  context.use_private_key_file(key_file.string(), ssl::context::pem, error);
  if (error) fail("The TLS key " + key_file.string() + " can't be used with the certificate.", error);
  return context;
}

}  // namespace homeport::http
