// Overlays: what a `with` replaces while its expression runs.
//
// Each overlay has a number of its own, and remembered rule values belong to the overlay they were computed under. Values
// that an overlay overwrites are noted and put back when it goes.
#include <cstring>

#include "value/table.h"
#include "vm/machine.h"

namespace reeve::vm {

using program::Replacement;
using value::Access;
using value::Table;

Overlay* Machine::NewOverlay() {
  Overlay* overlay = scratch_.arena.New<Overlay>(*overlay_);
  overlay->id = scratch_.next_overlay++;
  overlay->parent = overlay_;
  overlay->undo = nullptr;
  return overlay;
}

// `base` with `leaf` at path[from ...]: the objects on the way are copied, everything else is shared.
Value Machine::Merged(const std::optional<Value>& base, const std::vector<Value>& path, size_t from, const Value& leaf) {
  if (from == path.size()) return leaf;
  Arena& arena = scratch_.arena;
  const Table* old = base && base->is_object() ? Access::TableOf(*base) : nullptr;
  uint32_t size = old == nullptr ? 0 : old->size;
  budget_.Charge(size + 1);
  Table* copy = value::NewTable(arena, 2, size + 1);
  std::optional<Value> child;
  for (uint32_t i = 0; i < size; ++i) value::InsertTagged(arena, copy, old->key(i), old->tags[i], old->value(i));
  if (old != nullptr) {
    int64_t at = value::Find(old, path[from]);
    if (at >= 0) child = old->value(static_cast<uint32_t>(at));
  }
  value::Insert(arena, copy, path[from], Merged(child, path, from + 1, leaf));
  return Access::Object(copy);
}

void Machine::PushOverlay(const program::WithList& list, const Value* values) {
  Overlay* overlay = NewOverlay();
  Arena& arena = scratch_.arena;
  bool own_masks = false, own_mocks = false;
  for (size_t i = 0; i < list.replacements.size(); ++i) {
    const Replacement& r = list.replacements[i];
    switch (r.kind) {
      case Replacement::Kind::kInput: {
        std::optional<Value> base;
        if (overlay->has_input) base = overlay->input;
        overlay->input = Merged(base, r.path, 0, values[i]);
        overlay->has_input = true;
        break;
      }
      case Replacement::Kind::kData: {
        std::optional<Value> base;
        if (overlay->has_data) base = overlay->data;
        overlay->data = Merged(base, r.path, 0, values[i]);
        overlay->has_data = true;
        if (!own_masks) {
          uint32_t words = (program_.mask_count + 63) / 64;
          uint64_t* masks = arena.NewArray<uint64_t>(words);
          if (overlay->masks != nullptr) std::memcpy(masks, overlay->masks, words * 8);
          else std::memset(masks, 0, words * 8);
          overlay->masks = masks;
          own_masks = true;
        }
        overlay->masks[r.mask / 64] |= uint64_t{1} << (r.mask % 64);
        break;
      }
      default: {
        if (!own_mocks) {
          size_t count = program_.mocked.size();
          Mock* mocks = arena.NewArray<Mock>(count);
          for (size_t m = 0; m < count; ++m) mocks[m] = overlay->mocks != nullptr ? overlay->mocks[m] : Mock();
          overlay->mocks = mocks;
          own_mocks = true;
        }
        Mock& mock = overlay->mocks[r.mocked];
        mock.value = values[i];
        mock.by = r.by;
        mock.state = r.kind == Replacement::Kind::kFunctionByValue      ? Mock::State::kValue
                     : r.kind == Replacement::Kind::kFunctionByFunction ? Mock::State::kFunction
                                                                        : Mock::State::kBuiltin;
        break;
      }
    }
  }
  overlay_ = overlay;
}

void Machine::PopOverlay() {
  for (MemoUndo* undo = overlay_->undo; undo != nullptr; undo = undo->next) scratch_.memos[undo->function] = undo->before;
  overlay_ = overlay_->parent;
}

void Machine::Remember(uint32_t function, uint8_t state, const Value& value, bool defaulted) {
  Memo& memo = scratch_.memos[function];
  if (overlay_ != &base_overlay_) {
    overlay_->undo = scratch_.arena.New<MemoUndo>(MemoUndo{function, memo, overlay_->undo});
  }
  memo = {overlay_->id, state, defaulted, value};
}

}  // namespace reeve::vm
