// Without libFuzzer: runs every kept input of one fuzzer once, each as a test of its own.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

class KeptInput : public testing::Test {
 public:
  explicit KeptInput(std::filesystem::path file) : file_(std::move(file)) {}

  void TestBody() override {
    std::ifstream stream(file_, std::ios::binary);
    ASSERT_TRUE(stream) << "can't read " << file_;
    const std::string input{std::istreambuf_iterator<char>(stream), {}};
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(input.data());
    EXPECT_EQ(LLVMFuzzerTestOneInput(bytes, input.size()), 0);
  }

 private:
  std::filesystem::path file_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const std::filesystem::path corpus = HOMEPORT_FUZZ_CORPUS;
  if (std::filesystem::is_directory(corpus)) {
    for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
      const std::string name = entry.path().filename().string();
      testing::RegisterTest("fuzz_" HOMEPORT_FUZZ_NAME, name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [path = entry.path()]() -> testing::Test* { return new KeptInput(path); });
    }
  }
  return RUN_ALL_TESTS();
}
