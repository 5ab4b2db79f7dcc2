# Everything of others. docs/dependencies.md says what each is for and under which licence.

set(Boost_NO_WARN_NEW_VERSIONS ON)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n data)
find_package(date REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED)
find_package(benchmark REQUIRED)

find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlienc libbrotlidec)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
# Its -pthread would be a flag the precompiled header was made without.
set_property(TARGET PkgConfig::pangocairo PROPERTY INTERFACE_COMPILE_OPTIONS "")

include(PhoneNumber)
include(Sqlite)

# What each library of ours links; a library sees its own line and those of the levels below.
set(HOMEPORT_USES_base
    Boost::boost Boost::json Boost::url Threads::Threads fmt::fmt spdlog::spdlog date::date-tz
    ICU::i18n ICU::uc ICU::data OpenSSL::Crypto PkgConfig::sodium
    PkgConfig::qrencode homeport_phonenumber)
set(HOMEPORT_USES_db homeport_sqlite PostgreSQL::PostgreSQL)
set(HOMEPORT_USES_http OpenSSL::SSL OpenSSL::Crypto ZLIB::ZLIB PkgConfig::brotli prometheus-cpp::core)
set(HOMEPORT_USES_imports PkgConfig::zip PkgConfig::expat)
set(HOMEPORT_USES_privacy PkgConfig::pangocairo)
set(HOMEPORT_USES_cli CLI11::CLI11)
