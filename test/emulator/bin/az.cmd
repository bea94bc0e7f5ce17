@echo off
node "%~dp0az" %*
