// What a register can hold besides a Value: the mark for "no value", and a handle on a part of `data` that has not been evaluated.
// Neither ever leaves the machine.
#ifndef REEVE_LIB_VM_REGISTER_H_
#define REEVE_LIB_VM_REGISTER_H_

#include "value/rep.h"

namespace reeve::vm {

constexpr Kind kUndefinedKind = static_cast<Kind>(0x80);
constexpr Kind kHandleKind = static_cast<Kind>(0x81);
constexpr Kind kPositionKind = static_cast<Kind>(0x82);

inline Value Undefined() { return value::Access::Raw(kUndefinedKind, 0, nullptr); }
inline bool IsUndefined(const Value& v) { return v.kind() == kUndefinedKind; }

// Document node `node`, with the base document at its path (null: none).
inline Value Handle(uint32_t node, const Value* base) { return value::Access::Raw(kHandleKind, node, base); }
inline bool IsHandle(const Value& v) { return v.kind() == kHandleKind; }
inline uint32_t HandleNode(const Value& v) { return value::Access::Size(v); }
inline const Value* HandleBase(const Value& v) { return static_cast<const Value*>(value::Access::Pointer(v)); }

// A loop's position; `keys` are the keys of a handle's members.
inline Value Position(uint32_t at, const Value* keys) { return value::Access::Raw(kPositionKind, at, keys); }

}  // namespace reeve::vm

#endif  // REEVE_LIB_VM_REGISTER_H_
