// The office's pages as the listener serves them.

#include <fstream>

#include <gtest/gtest.h>

#include "http/server_fixture.hpp"

namespace homeport::http {
namespace {

using test::HttpAnswer;
using test::HttpClient;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

class PagesTest : public ServerTest {
 protected:
  void write(const std::string& path, const std::string& text) {
    const auto file = options_.web_folder / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  void build_office() {
    write("index.html", "<!doctype html><title>Office</title>");
    write("assets/office-B7xk2Qpz.js", std::string(10'000, 'j'));
    write(".env", "secret");
    write("favicon.ico", "icon");
  }
};

TEST_F(PagesTest, unknown_paths_show_the_office_to_browsers_only) {
  build_office();
  start();
  HttpClient client(port());
  const test::HttpHeaders browser = {{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}};
  for (const char* path : {"/", "/index.html", "/customers/17", "/setup?code=abc", "/.env", "/../../etc/passwd"}) {
    const HttpAnswer answer = client.get(path, browser);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_TRUE(contains(answer.body, "Office")) << path;
    EXPECT_EQ(answer.header("cache-control"), "no-cache") << path;
    EXPECT_TRUE(contains(answer.header("content-security-policy"), "default-src 'self'")) << path;
  }
  EXPECT_EQ(client.get("/customers/17").status, 404);
  EXPECT_EQ(client.get("/assets/gone-12345678.js", {{"Accept", "*/*"}}).status, 404);
  EXPECT_EQ(client.get("/v1/nothing", browser).status, 404);
  EXPECT_EQ(client.get("/.env").status, 404);
  EXPECT_EQ(client.post("/", "{}").status, 404);
}

TEST_F(PagesTest, an_unchanged_file_is_not_sent_again) {
  build_office();
  start();
  HttpClient client(port());
  const HttpAnswer first = client.get("/favicon.ico");
  EXPECT_EQ(first.status, 200);
  const std::string etag(first.header("etag"));
  ASSERT_GT(etag.size(), 10U);
  const HttpAnswer again = client.get("/favicon.ico", {{"If-None-Match", etag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("etag"), etag);
  EXPECT_FALSE(again.has_header("content-length"));
  EXPECT_EQ(client.get("/favicon.ico", {{"If-None-Match", "\"other\""}}).body, "icon");
  write("favicon.ico", "a new icon");
  EXPECT_EQ(client.get("/favicon.ico", {{"If-None-Match", etag}}).body, "a new icon");
}

TEST_F(PagesTest, texts_come_compressed_once_that_is_done) {
  build_office();
  start();
  HttpClient client(port());
  const std::string path = "/assets/office-B7xk2Qpz.js";
  EXPECT_EQ(client.get(path).body.size(), 10'000U);
  for (const char* encoding : {"br", "gzip"}) {
    HttpAnswer answer = client.get(path, {{"Accept-Encoding", encoding}});
    while (answer.header("content-encoding") != encoding) {
      answer = client.get(path, {{"Accept-Encoding", encoding}});
    }
    EXPECT_LT(answer.body.size(), 1'000U);
    EXPECT_EQ(answer.header("vary"), "Accept-Encoding");
    EXPECT_EQ(answer.header("cache-control"), "public, max-age=31536000, immutable");
    const std::string etag(answer.header("etag"));
    EXPECT_EQ(client.get(path, {{"Accept-Encoding", encoding}, {"If-None-Match", etag}}).status, 304);
    EXPECT_EQ(client.get(path, {{"If-None-Match", etag}}).status, 200);  // another representation
  }
  const HttpAnswer head = client.head(path);
  EXPECT_EQ(head.header("content-length"), "10000");
}

TEST_F(PagesTest, without_an_office_a_page_says_how_to_build_it) {
  start();
  HttpClient client(port());
  EXPECT_TRUE(contains(client.get("/").body, "npm --prefix web run build"));
  EXPECT_TRUE(contains(client.get("/customers", {{"Accept", "text/html"}}).body, "npm --prefix web run build"));
  EXPECT_EQ(client.get("/favicon.ico").status, 404);
  build_office();
  EXPECT_TRUE(contains(client.get("/").body, "Office"));
}

}  // namespace
}  // namespace homeport::http
