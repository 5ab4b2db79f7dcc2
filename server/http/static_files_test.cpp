#include "http/static_files.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "base/crypto.hpp"

namespace homeport::http {
namespace {

namespace fs = std::filesystem;

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    fs::create_directories(web_ / "assets");
    write(web_ / "index.html", "<html>" + std::string(2'000, ' ') + "</html>");
    write(web_ / "assets" / "office-B7xk2Qpz.js", std::string(5'000, 'j'));
    write(web_ / "logo.png", std::string(5'000, 'p'));
    write(web_ / ".env", "secret");
    write(outside_ / "secret.txt", "secret");
  }
  ~StaticFilesTest() override { fs::remove_all(root_); }

  static void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }

  fs::path root_ = fs::temp_directory_path() / ("homeport_static_" + random_token(9));
  fs::path web_ = root_ / "web";
  fs::path outside_ = root_ / "outside";
  StaticFiles files_{web_};
};

TEST_F(StaticFilesTest, loads_once_and_notices_a_rebuilt_file) {
  EXPECT_TRUE(files_.find("/index.html").exists);
  EXPECT_EQ(files_.find("/index.html").asset, nullptr);
  const auto asset = files_.load("/index.html");
  ASSERT_NE(asset, nullptr);
  EXPECT_EQ(files_.find("/index.html").asset, asset);
  write(web_ / "index.html", "<html>new</html>");
  EXPECT_EQ(files_.find("/index.html").asset, nullptr);
  const auto rebuilt = files_.load("/index.html");
  ASSERT_NE(rebuilt, nullptr);
  EXPECT_EQ(*rebuilt->plain, "<html>new</html>");
  EXPECT_NE(rebuilt->hash, asset->hash);
}

TEST_F(StaticFilesTest, serves_nothing_outside_and_no_hidden_file) {
  fs::create_symlink(outside_ / "secret.txt", web_ / "link.txt");
  fs::create_directory_symlink(outside_, web_ / "linked");
  fs::create_symlink(web_ / ".env", web_ / "env.txt");
  fs::create_symlink(web_ / "logo.png", web_ / "inside.png");
  for (const char* path :
       {"/../outside/secret.txt", "/assets/../../outside/secret.txt", "/./index.html", "//index.html", "/.env",
        "/assets/", "/assets", "", "index.html", "/..\\outside\\secret.txt", "/link.txt", "/linked/secret.txt",
        "/env.txt", "/missing.js", "/index.html/", "/index.html/x"}) {
    EXPECT_EQ(files_.load(path), nullptr) << path;
    EXPECT_EQ(files_.find(path).asset, nullptr) << path;
  }
  EXPECT_EQ(files_.load(std::string_view("/index.html\0", 12)), nullptr);
  EXPECT_NE(files_.load("/inside.png"), nullptr);
}

TEST_F(StaticFilesTest, knows_types_and_what_never_changes) {
  const auto page = files_.load("/index.html");
  const auto script = files_.load("/assets/office-B7xk2Qpz.js");
  const auto picture = files_.load("/logo.png");
  EXPECT_EQ(page->content_type, "text/html; charset=utf-8");
  EXPECT_EQ(page->cache_control, "no-cache");
  EXPECT_EQ(script->content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(script->cache_control, "public, max-age=31536000, immutable");
  EXPECT_EQ(picture->content_type, "image/png");
  EXPECT_TRUE(picture->compression_tried);
}

TEST_F(StaticFilesTest, compresses_texts_and_keeps_both_copies) {
  (void)files_.load("/index.html");
  files_.compress("/index.html");
  const auto asset = files_.find("/index.html").asset;
  ASSERT_NE(asset, nullptr);
  ASSERT_NE(asset->gzip, nullptr);
  ASSERT_NE(asset->brotli, nullptr);
  EXPECT_LT(asset->gzip->size(), asset->plain->size());
  EXPECT_EQ(choose(*asset, {true, true}).encoding, "br");
  EXPECT_EQ(choose(*asset, {true, false}).encoding, "gzip");
  EXPECT_EQ(choose(*asset, {false, false}).encoding, "");
  EXPECT_NE(choose(*asset, {true, true}).etag, choose(*asset, {false, false}).etag);
}

TEST_F(StaticFilesTest, is_empty_without_a_folder) {
  StaticFiles none{fs::path()};
  EXPECT_FALSE(none.has_pages());
  EXPECT_FALSE(none.find("/index.html").exists);
  EXPECT_EQ(none.load("/index.html"), nullptr);
  EXPECT_TRUE(files_.has_pages());
}

TEST(etag, matches_one_of_a_list_weakly) {
  const std::pair<const char*, bool> cases[] = {
      {"\"a\"", true},  {"\"b\", \"a\"", true}, {"W/\"a\"", true}, {"*", true},
      {"\"b\"", false}, {"a", false},           {"", false},
  };
  for (const auto& [header, expected] : cases)
    EXPECT_EQ(matches_etag(header, "\"a\""), expected) << header;
}

}  // namespace
}  // namespace homeport::http
