// OPA as a library at its best: the policy is compiled once, each query prepared once, the input goes in as an AST value, the
// store returns AST values, and the answer stays one.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown/print"
	"github.com/open-policy-agent/opa/v1/util"
)

type printed struct{ lines []string }

func (p *printed) Print(_ print.Context, text string) error {
	p.lines = append(p.lines, text)
	return nil
}

var (
	background = context.Background()
	asValue    = rego.EvalGenerateJSON(func(t *ast.Term, _ *rego.EvalContext) (any, error) { return t.Value, nil })
	collect    bool   // prints are collected and joined; else erased when compiling
	joined     string // kept, so that the joining is not optimized away
)

func (w *workload) load() error {
	version := ast.RegoV1
	if w.Version == 0 {
		version = ast.RegoV0
	}
	modules := map[string]*ast.Module{}
	for i, text := range w.texts {
		module, err := ast.ParseModuleWithOpts(w.Policies[i], text, ast.ParserOptions{RegoVersion: version})
		if err != nil {
			return err
		}
		modules[w.Policies[i]] = module
	}
	compiler := ast.NewCompiler().WithEnablePrintStatements(collect).WithDefaultRegoVersion(version)
	if compiler.Compile(modules); compiler.Failed() {
		return compiler.Errors
	}
	data := map[string]any{}
	for _, text := range w.datas {
		if err := util.UnmarshalJSON([]byte(text), &data); err != nil {
			return err
		}
	}
	store := inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))
	prepared := map[string]*rego.PreparedEvalQuery{}
	for _, r := range w.Requests {
		if prepared[r.Query] == nil {
			query, err := rego.New(rego.Query(r.Query), rego.Compiler(compiler), rego.Store(store)).PrepareForEval(background)
			if err != nil {
				return err
			}
			prepared[r.Query] = &query
		}
		r.query = prepared[r.Query]
	}
	return nil
}

// answer takes input text to a decision; nil is undefined.
func (r *request) answer() (ast.Value, error) {
	var plain any
	if err := util.UnmarshalJSON(r.text, &plain); err != nil {
		return nil, err
	}
	input, err := ast.InterfaceToValue(plain)
	if err != nil {
		return nil, err
	}
	options := []rego.EvalOption{rego.EvalParsedInput(input), asValue}
	var prints printed
	if collect {
		options = append(options, rego.EvalPrintHook(&prints))
	}
	rows, err := r.query.Eval(background, options...)
	if collect {
		joined = strings.Join(prints.lines, " ")
	}
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[0].Expressions[0].Value.(ast.Value), nil
}

// check gives "ok", or the first wrong answer.
func (w *workload) check() string {
	for i, r := range w.Requests {
		value, err := r.answer()
		if err != nil {
			return fmt.Sprintf("request %d (%s): %v", i, r.Kind, err)
		}
		if (value == nil) != (r.Expect == nil) {
			return fmt.Sprintf("request %d (%s): got %v, want %s", i, r.Kind, value, r.Expect)
		}
		if value == nil {
			continue
		}
		got, err := ast.JSON(value)
		if err != nil {
			return err.Error()
		}
		// Through text, so that all numbers are of one type.
		var have, want any
		text, _ := json.Marshal(got)
		if json.Unmarshal(text, &have) != nil || json.Unmarshal(r.Expect, &want) != nil || !reflect.DeepEqual(have, want) {
			return fmt.Sprintf("request %d (%s): got %s, want %s", i, r.Kind, text, r.Expect)
		}
	}
	return "ok"
}
