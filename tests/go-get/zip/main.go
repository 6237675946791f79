// Command zip makes the archive of a module that a module proxy serves, by Go's own rules of what belongs into one.
//
//	zip MODULE VERSION FOLDER FILE
package main

import (
	"log"
	"os"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

func main() {
	if len(os.Args) != 5 {
		log.Fatal("usage: zip MODULE VERSION FOLDER FILE")
	}
	file, err := os.Create(os.Args[4])
	if err != nil {
		log.Fatal(err)
	}
	version := module.Version{Path: os.Args[1], Version: os.Args[2]}
	if err := zip.CreateFromDir(file, version, os.Args[3]); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}
