// Oracle answers Rego questions with OPA, so that Reeve's answers can be compared with them.
//
//	oracle <requests >answers        one JSON request a line in, one JSON answer a line out, in order, flushed a line
//
// A request: {"verb": "eval" or "check", "modules": {name: text}, "v0": bool, "query": text, "data": object, "input": any,
// "strict_errors": bool}. `check` compiles only. Print calls are erased, the query is read as Rego v1 whatever the
// modules are, and nothing but the last request's compiled modules is kept between requests.
//
// An answer: {"rows": [{variable: {"json": value, "rego": text}}]} (no rows: undefined), {"ok": true} for check, or
// {"errors": [{"code", "message", "file", "row", "col"}]}; code "panic" is a crash of OPA itself.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type question struct {
	Verb         string            `json:"verb"`
	Modules      map[string]string `json:"modules"`
	V0           bool              `json:"v0"`
	Query        string            `json:"query"`
	Data         map[string]any    `json:"data"`
	Input        json.RawMessage   `json:"input"`
	StrictErrors bool              `json:"strict_errors"`
}

type shown struct {
	JSON any    `json:"json"`
	Rego string `json:"rego"`
}

type fault struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	File    string `json:"file,omitempty"`
	Row     int    `json:"row,omitempty"`
	Col     int    `json:"col,omitempty"`
}

type answer struct {
	OK     bool                `json:"ok,omitempty"`
	Rows   *[]map[string]shown `json:"rows,omitempty"`
	Errors []fault             `json:"errors,omitempty"`
}

// compilations keeps the modules of the last request compiled: many requests in a row ask one policy.
type compilations struct {
	key      string
	compiler *ast.Compiler
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<28)
	out := bufio.NewWriter(os.Stdout)
	kept := &compilations{}
	for lines.Scan() {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		reply(out, respond(kept, lines.Bytes()))
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}

func reply(out *bufio.Writer, a answer) {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(a); err != nil {
		encoder.Encode(answer{Errors: []fault{{Code: "no_json", Message: err.Error()}}})
	}
	out.Flush()
}

// respond turns whatever goes wrong, a crash of OPA included, into the answer's errors.
func respond(kept *compilations, line []byte) (a answer) {
	defer func() {
		if crash := recover(); crash != nil {
			a = answer{Errors: []fault{{Code: "panic", Message: fmt.Sprint(crash)}}}
		}
	}()
	var q question
	if err := exactly(line, &q); err != nil {
		return answer{Errors: []fault{{Code: "bad_request", Message: err.Error()}}}
	}
	compiler, err := kept.compile(&q)
	if err != nil {
		return answer{Errors: faults(err)}
	}
	if q.Verb == "check" {
		return answer{OK: true}
	}
	rows, err := evaluate(compiler, &q)
	if err != nil {
		return answer{Errors: faults(err)}
	}
	return answer{Rows: &rows}
}

// exactly refuses unknown members (a typo must not be a default) and keeps numbers as they are written.
func exactly(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

func (k *compilations) compile(q *question) (*ast.Compiler, error) {
	names, _ := json.Marshal(q.Modules)
	key := fmt.Sprint(q.V0) + string(names)
	if k.compiler != nil && k.key == key {
		return k.compiler, nil
	}
	// What this OPA knows, for both versions: the default for v0 leaves template strings out.
	options := ast.ParserOptions{RegoVersion: ast.RegoV1, Capabilities: ast.CapabilitiesForThisVersion()}
	if q.V0 {
		options.RegoVersion = ast.RegoV0
	}
	compiler, err := ast.CompileModulesWithOpt(q.Modules, ast.CompileOpts{ParserOptions: options})
	if err != nil {
		return nil, err
	}
	k.key, k.compiler = key, compiler
	return compiler, nil
}

func evaluate(compiler *ast.Compiler, q *question) ([]map[string]shown, error) {
	body, err := ast.ParseBody(q.Query)
	if err != nil {
		return nil, err
	}
	queryCompiler := compiler.QueryCompiler()
	compiled, err := queryCompiler.Compile(body)
	if err != nil {
		return nil, err
	}
	if q.Data == nil {
		q.Data = map[string]any{}
	}
	ctx, store := context.Background(), inmem.NewFromObject(q.Data)
	query := topdown.NewQuery(compiled).WithCompiler(compiler).WithStore(store).
		WithTransaction(storage.NewTransactionOrDie(ctx, store)).WithStrictBuiltinErrors(q.StrictErrors)
	if q.Input != nil {
		var input any
		if err := exactly(q.Input, &input); err != nil {
			return nil, err
		}
		query = query.WithInput(ast.NewTerm(ast.MustInterfaceToValue(input)))
	}
	results, err := query.Run(ctx)
	if err != nil {
		return nil, err
	}
	written := queryCompiler.RewrittenVars() // `x :=` becomes __localq0__
	rows := []map[string]shown{}
	for _, result := range results {
		row := map[string]shown{}
		for name, term := range result {
			plain, err := ast.JSON(term.Value)
			if err != nil {
				return nil, err
			}
			if original, ok := written[name]; ok {
				name = original
			}
			row[string(name)] = shown{plain, term.Value.String()}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// faults lists what is wrong, whichever stage of OPA found it.
func faults(err error) (list []fault) {
	var several ast.Errors
	var single *ast.Error
	var evaluation *topdown.Error
	at := func(code, message string, where *ast.Location) fault {
		f := fault{Code: code, Message: message}
		if where != nil {
			f.File, f.Row, f.Col = where.File, where.Row, where.Col
		}
		return f
	}
	switch {
	case errors.As(err, &several):
		for _, e := range several {
			list = append(list, at(e.Code, e.Message, e.Location))
		}
	case errors.As(err, &single):
		list = append(list, at(single.Code, single.Message, single.Location))
	case errors.As(err, &evaluation):
		list = append(list, at(evaluation.Code, evaluation.Message, evaluation.Location))
	default:
		list = append(list, fault{Message: err.Error()})
	}
	return list
}
