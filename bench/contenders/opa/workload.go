// A workload file of the benchmark's protocol (see bench/README.md): policies, data and requests with their answers.
package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/open-policy-agent/opa/v1/rego"
)

type request struct {
	Kind   string          `json:"kind"`
	Query  string          `json:"query"`
	Input  string          `json:"input"`
	Expect json.RawMessage `json:"expect"` // absent: the answer is undefined
	text   []byte
	query  *rego.PreparedEvalQuery
}

type workload struct {
	Name     string     `json:"name"`
	Version  int        `json:"rego_version"`
	Policies []string   `json:"policies"`
	Data     []string   `json:"data"`
	Requests []*request `json:"requests"`
	texts    []string
	datas    []string
}

func readWorkload(path string) (*workload, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	w := &workload{}
	if err := json.Unmarshal(text, w); err != nil {
		return nil, err
	}
	read := func(names []string) ([]string, error) {
		var texts []string
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join(filepath.Dir(path), name))
			if err != nil {
				return nil, err
			}
			texts = append(texts, string(text))
		}
		return texts, nil
	}
	if w.texts, err = read(w.Policies); err != nil {
		return nil, err
	}
	if w.datas, err = read(w.Data); err != nil {
		return nil, err
	}
	for _, r := range w.Requests {
		r.text = []byte(r.Input)
	}
	return w, nil
}
