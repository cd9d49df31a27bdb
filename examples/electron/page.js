/** Shows what the main process decides: a scanner types the code, as a keyboard does, and ends it with Enter. */
const output = document.querySelector('output')
document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const { code } = event.target.elements
  const { outcome, why } = await window.greengate.decide([code.value])
  output.textContent = [outcome, ...why.map(({ zh, en }) => `${zh} ${en}`)].join(': ')
  code.select()
})
