"""What a change of the rules does to everybody, in arrays: values in, values out."""
