// Tests lib/crypto/der.cc: only the shortest forms are read.
#include "crypto/der.h"

#include <catch2/catch.hpp>

using namespace reeve;
using crypto::DerReader;
namespace tag = crypto::tag;

namespace {
template <size_t n>
std::string_view Text(const char (&literal)[n]) { return {literal, n - 1}; }

std::string Integer(std::string_view der) {
  DerReader in(der);
  int64_t value = 0;
  return in.SmallInteger(&value) ? std::to_string(value) : "refused";
}
std::string ObjectId(std::string_view der) {
  DerReader in(der);
  crypto::Oid oid;
  return in.ObjectIdentifier(&oid) ? crypto::OidText(oid) : "refused";
}
std::string Bits(std::string_view der) {
  DerReader in(der);
  crypto::BitString bits;
  return in.Bits(&bits) ? std::to_string(bits.bits) : "refused";
}
}  // namespace

TEST_CASE("DER: lengths are in their shortest form and inside the text") {
  std::string_view contents;
  CHECK(DerReader(Text("\x04\x02xy")).Read(tag::kOctetString, &contents));
  CHECK(contents == "xy");
  CHECK_FALSE(DerReader(Text("\x04\x03xy")).Read(tag::kOctetString, &contents));
  CHECK_FALSE(DerReader(Text("\x04\x81\x02xy")).Read(tag::kOctetString, &contents));
  CHECK_FALSE(DerReader(Text("\x04\x80xy\0\0")).Read(tag::kOctetString, &contents));
  CHECK_FALSE(DerReader(Text("\x04\x84\xff\xff\xff\xffxy")).Read(tag::kOctetString, &contents));
  CHECK_FALSE(DerReader(Text("\x04")).Read(tag::kOctetString, &contents));
  CHECK_FALSE(DerReader(Text("\x1f\x01\x01")).Read(0x1f, &contents));
  std::string longer = Text("\x04\x81\x80").data() + std::string(128, 'x');
  CHECK(DerReader(longer).Read(tag::kOctetString, &contents));
  CHECK(contents.size() == 128);
  longer = std::string(Text("\x04\x82\0\x80")) + std::string(128, 'x');
  CHECK_FALSE(DerReader(longer).Read(tag::kOctetString, &contents));
  CHECK_FALSE(DerReader(Text("\x02\x01\x01")).Read(tag::kOctetString, &contents));
}

TEST_CASE("DER: integers") {
  CHECK(Integer(Text("\x02\x01\x00")) == "0");
  CHECK(Integer(Text("\x02\x01\xff")) == "-1");
  CHECK(Integer(Text("\x02\x02\x00\xff")) == "255");
  CHECK(Integer(Text("\x02\x08\x80\0\0\0\0\0\0\0")) == "-9223372036854775808");
  CHECK(Integer(Text("\x02\x09\0\x80\0\0\0\0\0\0\0")) == "refused");
  CHECK(Integer(Text("\x02\x00")) == "refused");
  CHECK(Integer(Text("\x02\x02\x00\x7f")) == "refused");
  CHECK(Integer(Text("\x02\x02\xff\x80")) == "refused");
}

TEST_CASE("DER: object identifiers") {
  CHECK(ObjectId(Text("\x06\x03\x2a\x86\x48")) == "1.2.840");
  CHECK(ObjectId(Text("\x06\x02\x88\x37")) == "2.999");
  CHECK(ObjectId(Text("\x06\x00")) == "refused");
  CHECK(ObjectId(Text("\x06\x02\x2a\x86")) == "refused");
  CHECK(ObjectId(Text("\x06\x03\x2a\x80\x01")) == "refused");
  CHECK(ObjectId(Text("\x06\x06\x2a\x88\x80\x80\x80\x00")) == "refused");
  CHECK(ObjectId(Text("\x06\x06\x2a\x87\xff\xff\xff\x7f")) == "1.2.2147483647");
}

TEST_CASE("DER: bit strings and booleans") {
  CHECK(Bits(Text("\x03\x02\x00\xff")) == "8");
  CHECK(Bits(Text("\x03\x02\x04\xf0")) == "4");
  CHECK(Bits(Text("\x03\x01\x00")) == "0");
  CHECK(Bits(Text("\x03\x02\x04\xf8")) == "refused");
  CHECK(Bits(Text("\x03\x02\x08\x00")) == "refused");
  CHECK(Bits(Text("\x03\x01\x01")) == "refused");
  bool value = false;
  CHECK(DerReader(Text("\x01\x01\xff")).Boolean(&value));
  CHECK(value);
  CHECK_FALSE(DerReader(Text("\x01\x01\x01")).Boolean(&value));
}
