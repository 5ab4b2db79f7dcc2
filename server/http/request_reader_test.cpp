#include "http/request_reader.hpp"

#include <gtest/gtest.h>

namespace homeport::http {
namespace {

using Phase = RequestReader::Phase;

struct Read {
  Request request;
  ReadError error = ReadError::none;
  Phase phase = Phase::head;
  std::string rest;
};

// Feeds the bytes in pieces of `step` until nothing more is taken, as a connection does.
Read read(std::string_view bytes, std::size_t step, const RequestReader::Limits& limits = {},
          std::uint64_t body_limit = 1'000'000) {
  Read result;
  RequestReader reader(limits);
  reader.begin(result.request);
  std::string at_hand;
  std::size_t sent = 0;
  bool has_body_place = false;
  while (reader.error() == ReadError::none && reader.phase() != Phase::done) {
    const std::size_t used = reader.feed(at_hand);
    at_hand.erase(0, used);
    if (reader.phase() == Phase::body && !has_body_place) {
      reader.take_body(result.request.body);
      reader.limit_body(body_limit);
      has_body_place = true;
      continue;
    }
    if (used > 0) continue;
    if (sent == bytes.size()) break;
    at_hand += bytes.substr(sent, step);
    sent += std::min(step, bytes.size() - sent);
  }
  result.error = reader.error();
  result.phase = reader.phase();
  result.rest = at_hand;
  return result;
}

TEST(request_reader, reads_requests_whole_or_byte_by_byte) {
  const std::string bytes =
      "\r\nPOST /v1/x?y=1 HTTP/1.1\r\nHost: shop\r\nX-Thing:  a b \r\nTransfer-Encoding: chunked\r\n\r\n"
      "4\r\nabcd\r\n3;ext=1\r\nefg\r\n0\r\nTrailer: ignored\r\n\r\n";
  for (std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}, bytes.size()}) {
    const Read result = read(bytes, step);
    EXPECT_EQ(result.error, ReadError::none);
    ASSERT_EQ(result.phase, Phase::done) << step;
    EXPECT_EQ(result.request.method, Method::post);
    EXPECT_EQ(result.request.target, "/v1/x?y=1");
    EXPECT_EQ(result.request.header("x-thing"), "a b");
    EXPECT_EQ(result.request.headers.size(), 3U);
    EXPECT_EQ(result.request.body, "abcdefg");
  }
}

TEST(request_reader, reads_a_body_of_no_chunks_in_any_pieces) {
  const std::string bytes = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nNEXT";
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    const Read result = read(bytes, step);
    EXPECT_EQ(result.phase, Phase::done) << step;
    EXPECT_EQ(result.request.body, "");
  }
}

TEST(request_reader, leaves_the_next_request_alone) {
  const Read result = read("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\n", 1000);
  EXPECT_EQ(result.phase, Phase::done);
  EXPECT_EQ(result.request.body, "abc");
  EXPECT_EQ(result.rest, "GET / HTTP/1.1\r\n");
}

TEST(request_reader, refuses_what_is_not_http_or_means_two_things) {
  struct Case {
    const char* bytes;
    ReadError error;
  };
  const Case cases[] = {
      {"GARBAGE\r\n\r\n", ReadError::malformed},
      {"GET  / HTTP/1.1\r\n\r\n", ReadError::malformed},
      {"GET /\r\n\r\n", ReadError::malformed},
      {"GET / FTP/1.1\r\n\r\n", ReadError::malformed},
      {"GET / HTTP/2.0\r\nHost: x\r\n\r\n", ReadError::bad_version},
      {"GET / HTTP/0.9\r\nHost: x\r\n\r\n", ReadError::bad_version},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ReadError::bad_version},
      {"\x16\x03\x01\x02\x01garbage of a TLS client", ReadError::malformed},
      {"GET / HTTP/1.1\r\n\r\n", ReadError::no_host},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", ReadError::no_host},
      {"GET / HTTP/1.1\r\nHost : a\r\n\r\n", ReadError::malformed},
      {"GET / HTTP/1.1\r\nHost: a\r\nBad Name: b\r\n\r\n", ReadError::malformed},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: a\x01z\r\n\r\n", ReadError::malformed},
      {"GET /a\x01 HTTP/1.1\r\nHost: a\r\n\r\n", ReadError::malformed},
      {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", ReadError::unknown_method},
      {"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", ReadError::unknown_method},
      {"get / HTTP/1.1\r\nHost: a\r\n\r\n", ReadError::unknown_method},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", ReadError::malformed},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\n", ReadError::malformed},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", ReadError::malformed},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", ReadError::malformed},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", ReadError::malformed},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", ReadError::malformed},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", ReadError::unknown_encoding},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", ReadError::unknown_encoding},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", ReadError::unknown_encoding},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", ReadError::unknown_encoding},
      {"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", ReadError::unknown_encoding},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", ReadError::malformed},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n", ReadError::malformed},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
       ReadError::body_too_large},
      {"\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", ReadError::malformed},
  };
  for (const Case& one : cases) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{5000}}) {
      EXPECT_EQ(static_cast<int>(read(one.bytes, step).error), static_cast<int>(one.error)) << one.bytes << step;
    }
  }
}

std::string head_of(std::size_t bytes) {
  const std::string front = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
  const std::string back = "\r\n\r\n";
  return front + std::string(bytes - front.size() - back.size(), 'x') + back;
}

TEST(request_reader, takes_a_header_up_to_its_limit_however_it_comes) {
  const RequestReader::Limits limits{500, 400, 100};
  for (const std::size_t step : {std::size_t{1}, std::size_t{64}, std::size_t{5000}}) {
    EXPECT_EQ(read(head_of(500), step, limits).phase, Phase::done) << step;
    EXPECT_EQ(read(head_of(501), step, limits).error, ReadError::header_too_large) << step;
    EXPECT_EQ(read(head_of(5000), step, limits).error, ReadError::header_too_large) << step;
  }
  // Field by field: no single one is too long.
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 50; ++i)
    many += "X: 0123456789\r\n";
  EXPECT_EQ(read(many, 15, limits).error, ReadError::header_too_large);
}

TEST(request_reader, takes_a_target_up_to_its_limit) {
  const RequestReader::Limits limits{1000, 100, 100};
  const auto request = [](std::size_t target) {
    return "GET /" + std::string(target - 1, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
  };
  for (const std::size_t step : {std::size_t{1}, std::size_t{5000}}) {
    EXPECT_EQ(read(request(100), step, limits).phase, Phase::done);
    EXPECT_EQ(read(request(101), step, limits).error, ReadError::target_too_long);
    EXPECT_EQ(read(request(5000), step, limits).error, ReadError::target_too_long);
  }
}

TEST(request_reader, refuses_lines_that_end_in_a_line_feed_only) {
  EXPECT_EQ(read("GET / HTTP/1.1\nHost: a\n\n", 5000).error, ReadError::malformed);
}

TEST(request_reader, takes_so_many_headers_and_no_more) {
  const RequestReader::Limits limits{10'000, 100, 10};
  const auto request = [](int headers) {
    std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 1; i < headers; ++i)
      bytes += "X: 1\r\n";
    return bytes + "\r\n";
  };
  EXPECT_EQ(read(request(10), 5000, limits).phase, Phase::done);
  EXPECT_EQ(read(request(11), 5000, limits).error, ReadError::too_many_headers);
}

TEST(request_reader, takes_a_body_up_to_its_limit) {
  const auto whole = [](std::size_t bytes) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n" +
           std::string(bytes, 'b');
  };
  const auto chunked = [](std::size_t chunks) {
    std::string bytes = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t i = 0; i < chunks; ++i)
      bytes += "5\r\nbbbbb\r\n";
    return bytes + "0\r\n\r\n";
  };
  EXPECT_EQ(read(whole(50), 7, {}, 50).phase, Phase::done);
  EXPECT_EQ(read(whole(51), 7, {}, 50).error, ReadError::body_too_large);
  EXPECT_EQ(read(chunked(10), 7, {}, 50).phase, Phase::done);
  EXPECT_EQ(read(chunked(11), 7, {}, 50).error, ReadError::body_too_large);
}

TEST(request_reader, has_a_problem_document_for_every_error) {
  const std::pair<ReadError, int> cases[] = {
      {ReadError::malformed, 400},        {ReadError::header_too_large, 431}, {ReadError::too_many_headers, 431},
      {ReadError::target_too_long, 414},  {ReadError::bad_version, 505},      {ReadError::unknown_method, 501},
      {ReadError::unknown_encoding, 501}, {ReadError::no_host, 400},          {ReadError::body_too_large, 413},
  };
  for (const auto& [error, status] : cases)
    EXPECT_EQ(answer_to(error, "r").status, status);
}

}  // namespace
}  // namespace homeport::http
