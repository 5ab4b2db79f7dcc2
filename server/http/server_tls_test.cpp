// The listener over TLS, with a certificate made here.

#include <cstdio>
#include <memory>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/server_fixture.hpp"

namespace homeport::http {
namespace {

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    kFree(pointer);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using File = std::unique_ptr<std::FILE, Freed<std::fclose>>;

void make_certificate(const std::filesystem::path& certificate_file, const std::filesystem::path& key_file) {
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  const File certificate_out(std::fopen(certificate_file.c_str(), "w"));
  PEM_write_X509(certificate_out.get(), certificate.get());
  const File key_out(std::fopen(key_file.c_str(), "w"));
  PEM_write_PrivateKey(key_out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

// A TLS client with what the tests need; blocks for at most test::kPatience.
class TlsClient {
 public:
  TlsClient(int port, int most_version, bool offers_http_1_1) : context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), most_version);
    SSL_CTX_set_security_level(context_.get(), 0);
    ssl_.reset(SSL_new(context_.get()));
    const unsigned char protocols[] = "\x02h2\x08http/1.1";
    if (offers_http_1_1) SSL_set_alpn_protos(ssl_.get(), protocols, sizeof protocols - 1);
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    timeval patience{};
    patience.tv_sec = test::kPatience.count();
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    SSL_set_fd(ssl_.get(), socket_);
    is_connected_ = SSL_connect(ssl_.get()) == 1;
  }
  ~TlsClient() {
    ssl_.reset();
    ::close(socket_);
    ERR_clear_error();
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  [[nodiscard]] bool is_connected() const { return is_connected_; }
  [[nodiscard]] std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &name, &size);
    return name == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(name), size);
  }
  void send(std::string_view bytes) {
    ASSERT_EQ(SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())), static_cast<int>(bytes.size()));
  }
  // Everything until so many bytes of body have come, or the end.
  std::string receive(std::size_t body_bytes) {
    std::string all;
    char piece[16'384];
    for (;;) {
      const std::size_t body = all.find("\r\n\r\n");
      if (body != std::string::npos && all.size() - body - 4 >= body_bytes) return all;
      const int bytes = SSL_read(ssl_.get(), piece, sizeof piece);
      if (bytes <= 0) return all;
      all.append(piece, static_cast<std::size_t>(bytes));
    }
  }

 private:
  std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>> context_;
  std::unique_ptr<SSL, Freed<SSL_free>> ssl_;
  int socket_ = -1;
  bool is_connected_ = false;
};

class TlsTest : public ServerTest {
 protected:
  TlsTest() {
    std::filesystem::create_directories(folder_);
    options_.certificate_file = folder_ / "certificate.pem";
    options_.key_file = folder_ / "key.pem";
    make_certificate(options_.certificate_file, options_.key_file);
  }
};

TEST_F(TlsTest, answers_over_tls_1_2_and_1_3) {
  start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(port(), version, true);
    ASSERT_TRUE(client.is_connected());
    EXPECT_EQ(client.protocol(), "http/1.1");
    for (int i = 0; i < 3; ++i) {
      client.send("GET /v1/seen/a HTTP/1.1\r\nHost: a\r\n\r\n");
      const std::string answer = client.receive(60);
      EXPECT_NE(answer.find("200 OK"), std::string::npos) << answer;
      EXPECT_NE(answer.find("Strict-Transport-Security: max-age="), std::string::npos);
      EXPECT_NE(answer.find("\"is_tls\":true"), std::string::npos);
    }
    client.send("GET /v1/long?bytes=3000000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_GT(client.receive(3'000'000).size(), 3'000'000U);
  }
}

TEST_F(TlsTest, refuses_what_is_older) {
  start();
  EXPECT_FALSE(TlsClient(port(), TLS1_1_VERSION, false).is_connected());
}

TEST_F(TlsTest, closes_on_plain_http_and_on_silence) {
  options_.header_timeout = std::chrono::milliseconds(60);
  start();
  test::HttpClient client(port());
  client.send_raw("GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.receive_until_closed().find("HTTP/1.1 200"), std::string::npos);
  test::HttpClient silent(port());
  silent.send_raw("");
  EXPECT_EQ(silent.receive_until_closed(), "");
}

TEST_F(TlsTest, a_late_header_gets_its_answer_through_tls) {
  options_.header_timeout = std::chrono::milliseconds(100);
  start();
  TlsClient client(port(), TLS1_3_VERSION, false);
  ASSERT_TRUE(client.is_connected());
  client.send("GET /v1/hello HTTP/1.1\r\n");
  EXPECT_NE(client.receive(1).find("408 Request Timeout"), std::string::npos);
}

TEST_F(TlsTest, says_which_file_is_no_good) {
  options_.key_file = folder_ / "none.pem";
  try {
    const Server server(options_, router_);
    FAIL() << "a server without a key";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("none.pem"), std::string::npos);
  }
}

}  // namespace
}  // namespace homeport::http
