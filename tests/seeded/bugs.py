"""Bugs that a hand puts into the planner and the machine, one at a time: (title, file, text, text with the bug)."""

VM = "lib/vm/machine.cc"
DOCUMENTS = "lib/vm/documents.cc"
OVERLAY = "lib/vm/overlay.cc"
NATIVE = "lib/vm/native.cc"
BODY = "lib/plan/plan_body.cc"
CALL = "lib/plan/plan_call.cc"
COMPREHENSION = "lib/plan/plan_comprehension.cc"
DOCUMENT = "lib/plan/plan_document.cc"
FOLD = "lib/plan/fold.cc"
INDEX = "lib/plan/rule_index.cc"
PLANNER = "lib/plan/planner.cc"
REF = "lib/plan/plan_ref.cc"
REQUIRED = "lib/plan/plan_required.cc"
RULE = "lib/plan/plan_rule.cc"
TERM = "lib/plan/plan_term.cc"
UNIFY = "lib/plan/plan_unify.cc"
WITH = "lib/plan/plan_with.cc"

BUGS = [
    # the machine
    ("an array's last element is not found", VM, "*at >= static_cast<int64_t>(Access::Size(collection))", "*at + 1 >= static_cast<int64_t>(Access::Size(collection))"),
    ("a test passes false", VM, "if (v.is_false() || IsUndefined(v)) FAIL_TO_TARGET();", "if (IsUndefined(v)) FAIL_TO_TARGET();"),
    ("less is less or equal", VM, "if (value::Compare(a, b) >= 0) FAIL_TO_TARGET();", "if (value::Compare(a, b) > 0) FAIL_TO_TARGET();"),
    ("less or equal is less", VM, "if (value::Compare(a, b) > 0) FAIL_TO_TARGET();", "if (value::Compare(a, b) >= 0) FAIL_TO_TARGET();"),
    ("membership in an object asks its keys", VM, "if (Equal(table->value(i), member)) return true;", "if (Equal(table->key(i), member)) return true;"),
    ("an array pattern fits longer arrays", VM, "Access::Size(v) != i->d", "Access::Size(v) < i->d"),
    ("an object pattern fits larger objects", VM, "Access::TableOf(v)->size != i->d", "Access::TableOf(v)->size < i->d"),
    ("loops take members as they were inserted", VM, "if (!table->sorted) {\n      ChargeSort", "if (false) {\n      ChargeSort"),
    ("an object keeps the first of two values of a key", VM, "if (!Equal(table->value(static_cast<uint32_t>(at)), member)) return Fail(Code::kEvalConflict, \"object keys must be unique\", i);", ""),
    ("a rule keeps the first of two values", VM, "if (!Equal(R[i->a], next)) {", "if (false) {"),
    ("a remembered value outlives its `with`", VM, "if (memo.overlay == overlay_->id) {", "if (memo.overlay != 0) {"),
    ("a default does not say that it is one", VM, "bool defaulted = i->op == Op::kReturnDefault;", "bool defaulted = false;"),
    ("a replaced function is called all the same", VM, "value = mock->value;\n    outcome = Outcome::kValue;", "outcome = CallNative(mocked.id, R + i->b, i->c, &value, i);"),
    ("the index leaves out bodies that it knows nothing of", VM, "  add(index.always);\n", ""),
    ("the index tries later bodies first", VM, "*list->next < *first->next", "*list->next > *first->next"),
    ("the index takes a text's beginning for its end", VM, "affix.part == Part::kPrefix ? text.substr(0, affix.length)", "affix.part != Part::kPrefix ? text.substr(0, affix.length)"),
    ("a conflict in a partial object is overlooked", DOCUMENTS, "return value::Equal(*member, leaf);", "return true;"),
    ("a path reaches into a finished value", DOCUMENTS, "|| !Access::TableOf(*member)->open) return false;", ") return false;"),
    ("groups keep their newest element only", DOCUMENTS, "Value array = member != nullptr ? *member : Access::Array(nullptr, 0);", "Value array = Access::Array(nullptr, 0);"),
    ("a document that `with` replaces is evaluated", DOCUMENTS, "if (overlay_->masks[mask / 64] >> (mask % 64) & 1) return true;", ""),
    ("data[2] does not name the document \"2\"", DOCUMENTS, "if (base == nullptr && key.is_number()) {", "if (false) {"),
    ("leaving a `with` does not bring back what was remembered", OVERLAY, "scratch_.memos[undo->function] = undo->before;", ""),
    ("`with input.a` forgets the rest of the input", OVERLAY, "if (overlay->has_input) base = overlay->input;", ""),
    ("an error of a built-in is undefined under strict errors", NATIVE, "if (!options_.strict_builtin_errors) return Outcome::kUndefined;", "return Outcome::kUndefined;"),
    ("a call that is not deterministic is made again", NATIVE, "*result = answer.result;\n      return", "continue;\n      return"),
    # the planner
    ("early exit leaves too many loops", PLANNER, "s.d = own ? loops_[value_level - 1] : 0;", "s.d = 0;"),
    ("early exit overlooks the values of else", RULE, "for (const ast::Rule* link = rule; link != nullptr; link = link->otherwise) {\n      std::optional<Value> value", "for (const ast::Rule* link = rule; link == rule; link = link->otherwise) {\n      std::optional<Value> value"),
    ("else is tried although its rule has a value", RULE, "if (link != &rule && chain) Emit(Op::kIsUndef, link->location, 0, *chain);", ""),
    ("documents below a partial rule are lost", RULE, "    PlanChildren(*child, result, path);\n  }\n  if (has_default)", "  }\n  if (has_default)"),
    ("`every` takes keys for values", BODY, "UnifyWith(*expr.terms[1], {value, level()}, at);", "UnifyWith(*expr.terms[1], {key, level()}, at);"),
    ("`not` keeps its operands", BODY, "    HoistOperands(expr);\n", ""),
    ("`or` forgets its right side", BODY, "  PlanBody(expr.rhs);\n  Succeed(expr.location);\n  Close();\n  CloseScope(scope);\n}\n\nvoid Planner::PlanEvery", "  EmitFail(expr.location);\n  Close();\n  CloseScope(scope);\n}\n\nvoid Planner::PlanEvery"),
    ("greater is less", CALL, "{\"gt\", Op::kLess, true}", "{\"gt\", Op::kLess, false}"),
    ("a pattern takes each element from one place further", UNIFY, "Emit(Op::kElement, at, element.place, value.place, 0, static_cast<uint32_t>(i));", "Emit(Op::kElement, at, element.place, value.place, 0, static_cast<uint32_t>(i + 1 < pattern.terms.size() ? i + 1 : 0));"),
    ("an object with a key twice is a constant", TERM, "if (value::Find(table, parts[i]) >= 0) return std::nullopt;", "if (value::Find(table, parts[i]) >= 0) continue;"),
    ("a set's value leaves its loop too early", COMPREHENSION, "    Emit(Op::kAddMember, at, result.place, first.place);\n    ContinueAt(first.level, at);", "    Emit(Op::kAddMember, at, result.place, first.place);\n    ContinueAt(0, at);"),
    ("a group that does not exist is undefined", COMPREHENSION, "  Open(StatementKind::kCollect, at);\n  Operand group = Register(0);", "  Open(StatementKind::kExists, at);\n  Operand group = Register(0);"),
    ("comprehensions are grouped by keys in closures", COMPREHENSION, "allowed && !closure && !(ref && i > 0)", "allowed && !(ref && i > 0)"),
    ("a constant is used although `with` may replace it", DOCUMENT, "|| !node.masks.empty() || !node.children.empty()", "|| !node.children.empty()"),
    ("what asks the clock is evaluated at load", FOLD, "return builtins.at(i.d).reads_outside();", "return false;"),
    ("what reads base documents is evaluated at load", FOLD, "case Op::kLoadData: ", ""),
    ("the index believes tests under `not`", INDEX, "&& !expr.negated && expr.with.empty()", "&& expr.with.empty()"),
    ("the index leaves out rules with else", INDEX, "if (rule.otherwise != nullptr) return tests;", ""),
    ("what a rule needs is looked up when its turn comes", REQUIRED, "for (size_t later = i; later < body.size(); ++later) PlanRequired(*body[later]);", ""),
    ("data[\"2\"] is not found by a number", REF, "    } else if (key.kind == ast::TermKind::kNumber) {", "    } else if (false) {"),
    ("a loop under `with` goes on outside of it", WITH, "  if (!loops || outputs.empty()) {", "  if (true) {"),
]
