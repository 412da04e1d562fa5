// Reads SubjectPublicKeyInfo. See public_key.h. Tested by tests/builtins/cases/jwt_keys.jsonl.
#include "crypto/public_key.h"

namespace reeve::crypto {
namespace {

const Oid kRsa = {1, 2, 840, 113549, 1, 1, 1}, kDsa = {1, 2, 840, 10040, 4, 1}, kEcdsa = {1, 2, 840, 10045, 2, 1},
          kEd25519 = {1, 3, 101, 112}, kX25519 = {1, 3, 101, 110};

std::string BigEndian(int64_t n) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(n >> shift);
  return bytes;
}

bool IsNegative(std::string_view integer) { return (static_cast<uint8_t>(integer[0]) & 0x80) != 0; }
bool IsPositive(std::string_view integer) { return !IsNegative(integer) && integer != std::string_view("\0", 1); }

std::string ParseRsa(std::string_view parameters, std::string_view bytes, PublicNumbers* out) {
  if (parameters != std::string_view("\x05\0", 2)) return "x509: RSA key missing NULL parameters";
  DerReader der(bytes), numbers;
  std::string_view n;
  if (!der.Read(tag::kSequence, &numbers)) return "x509: invalid RSA public key";
  if (!numbers.Integer(&n)) return "x509: invalid RSA modulus";
  if (!numbers.SmallInteger(&out->exponent)) return "x509: invalid RSA public exponent";
  if (!IsPositive(n)) return "x509: RSA modulus is not a positive number";
  if (out->exponent <= 0) return "x509: RSA public exponent is not a positive number";
  out->modulus = n;
  return "";
}

std::string ParseEcdsa(std::string_view parameters, std::string_view bytes, PublicNumbers* out) {
  DerReader der(parameters);
  Oid name;
  if (!der.ObjectIdentifier(&name)) return "x509: invalid ECDSA parameters";
  std::optional<Curve> curve = CurveOf(name);
  if (!curve) return "x509: unsupported elliptic curve";
  out->curve = *curve;
  if (bytes.empty() || bytes[0] != 4) return "ecdsa: invalid uncompressed public key";
  const std::string curve_name = "P" + std::to_string(CurveBits(*curve));
  if (bytes.size() != 1 + 2 * CoordinateSize(*curve)) return "invalid " + curve_name + " point encoding";
  return ParseUncompressedPoint(*curve, bytes, &out->x, &out->y) ? "" : curve_name + " point not on curve";
}

std::string ParseDsa(std::string_view parameters, std::string_view bytes, PublicNumbers* out) {
  DerReader der(bytes), numbers, in(parameters);
  std::string_view y, p, q, g;
  if (!der.Integer(&y)) return "x509: invalid DSA public key";
  if (!in.Read(tag::kSequence, &numbers) || !numbers.Integer(&p) || !numbers.Integer(&q) || !numbers.Integer(&g))
    return "x509: invalid DSA parameters";
  if (!IsPositive(y) || !IsPositive(p) || !IsPositive(q) || !IsPositive(g)) return "x509: zero or negative DSA parameter";
  out->dsa_y = y;
  out->p = p;
  out->q = q;
  out->g = g;
  return "";
}

}  // namespace

std::optional<Curve> CurveOf(const Oid& oid) {
  if (oid == Oid{1, 3, 132, 0, 33}) return Curve::kP224;
  if (oid == Oid{1, 2, 840, 10045, 3, 1, 7}) return Curve::kP256;
  if (oid == Oid{1, 3, 132, 0, 34}) return Curve::kP384;
  if (oid == Oid{1, 3, 132, 0, 35}) return Curve::kP521;
  return std::nullopt;
}

PublicKeyAlgorithm AlgorithmOf(const Oid& oid) {
  return oid == kRsa       ? PublicKeyAlgorithm::kRsa
         : oid == kDsa     ? PublicKeyAlgorithm::kDsa
         : oid == kEcdsa   ? PublicKeyAlgorithm::kEcdsa
         : oid == kEd25519 ? PublicKeyAlgorithm::kEd25519
                           : PublicKeyAlgorithm::kUnknown;
}

bool ParseUncompressedPoint(Curve curve, std::string_view bytes, std::string* x, std::string* y) {
  size_t size = CoordinateSize(curve);
  if (bytes.size() != 1 + 2 * size || bytes[0] != 4) return false;
  *x = bytes.substr(1, size);
  *y = bytes.substr(1 + size);
  return Key::Ec(curve, *x, *y) != nullptr;
}

std::string ParsePublicNumbers(const Oid& algorithm, std::string_view parameters, std::string_view bytes, PublicNumbers* out) {
  *out = {};
  out->algorithm = AlgorithmOf(algorithm);
  switch (out->algorithm) {
    case PublicKeyAlgorithm::kRsa: return ParseRsa(parameters, bytes, out);
    case PublicKeyAlgorithm::kDsa: return ParseDsa(parameters, bytes, out);
    case PublicKeyAlgorithm::kEcdsa: return ParseEcdsa(parameters, bytes, out);
    case PublicKeyAlgorithm::kEd25519:
      if (!parameters.empty()) return "x509: Ed25519 key encoded with illegal parameters";
      if (bytes.size() != 32) return "x509: wrong Ed25519 public key size";
      out->x = bytes;
      return "";
    case PublicKeyAlgorithm::kUnknown: break;
  }
  if (algorithm != kX25519) return "x509: unknown public key algorithm";
  if (!parameters.empty()) return "x509: X25519 key encoded with illegal parameters";
  if (bytes.size() != 32) return "crypto/ecdh: invalid public key";
  out->x = bytes;
  return "";
}

std::string ParsePublicKeyInfo(std::string_view text, PublicNumbers* out) {
  DerReader der(text), info, algorithm;
  Oid oid;
  BitString bits;
  if (!der.Read(tag::kSequence, &info) || !info.Read(tag::kSequence, &algorithm) || !algorithm.ObjectIdentifier(&oid) ||
      !info.Bits(&bits)) {
    return "asn1: structure error: no public key";
  }
  if (!der.empty()) return "x509: trailing data after ASN.1 of public-key";
  std::string_view parameters, contents;
  uint8_t tag = 0;
  if (!algorithm.empty() && !algorithm.Any(&tag, &contents, &parameters)) return "asn1: syntax error: data truncated";
  return ParsePublicNumbers(oid, parameters, bits.bytes, out);
}

std::shared_ptr<const Key> PublicNumbers::MakeKey() const {
  switch (algorithm) {
    case PublicKeyAlgorithm::kRsa: return Key::Rsa({modulus, BigEndian(exponent)});
    case PublicKeyAlgorithm::kEcdsa: return Key::Ec(curve, x, y);
    case PublicKeyAlgorithm::kEd25519: return Key::Ed25519(x);
    default: return nullptr;
  }
}

}  // namespace reeve::crypto
