/** `<device-view>`: what this device keeps and for how long, what is lost when the browser clears it, and the button that clears all. */
import { msg, str } from '@lit/localize'
import { html, type TemplateResult } from 'lit'
import { HolderView } from './holder-view.ts'
import { askToKeep, storageState, type StorageState } from './storage.ts'

/**
 * What is kept.
 *
 * @fires holder-cleared - Nothing is kept any more.
 */
export class DeviceView extends HolderView {
  static override properties = {
    ...HolderView.properties,
    storage: { state: true },
    isClearing: { state: true },
  }

  declare private storage: StorageState | undefined
  declare private isClearing: boolean

  constructor() {
    super()
    this.isClearing = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void storageState().then((state) => {
      this.storage = state
    })
  }

  protected override render(): TemplateResult {
    const { people, codes, keys } = this.world.holdings
    return html`<h2 id="title" tabindex="-1">${msg('本机', { id: 'holder-device' })}</h2>
      <section class="card">
        <h3>${msg('存了什么', { id: 'holder-what-is-kept' })}</h3>
        <p>
          ${msg(
            str`${people.length}位、${codes.length}个码、${keys.length}把密钥。都只在本机，不上传。`,
            {
              id: 'holder-kept-count',
            },
          )}
        </p>
        <p role="status" data-storage=${this.storage ?? 'asking'}>${this.#storage()}</p>
        ${
          this.storage === 'may-go'
            ? html`<p>
                <button
                  type="button"
                  @click=${async () => {
                    this.storage = await askToKeep()
                  }}
                >
                  ${msg('请浏览器长期保存', { id: 'holder-ask-to-keep' })}
                </button>
              </p>`
            : ''
        }
      </section>
      <section class="card">
        <h3>${msg('什么时候会丢失', { id: 'holder-eviction' })}</h3>
        <ul>
          <li>
            ${msg('清除浏览数据、卸载浏览器或关闭无痕窗口时，全部删除。', {
              id: 'holder-eviction-cleared',
            })}
          </li>
          <li>
            ${msg('存储空间不足时，浏览器可能自行删除；上面写明是否已承诺不删。', {
              id: 'holder-eviction-room',
            })}
          </li>
          <li>
            ${msg('iPhone 和 iPad 的 Safari：连续7天不用就会删除，除非“添加到主屏幕”。', {
              id: 'holder-eviction-safari',
            })}
          </li>
          <li>
            ${msg('密钥没了，码就不能出示：请重新申领。密钥有意不能备份，备份了就能被盗用。', {
              id: 'holder-eviction-key',
            })}
          </li>
          <li>
            ${msg('未绑定密钥的码可以保存为图片；图片谁都能出示。', {
              id: 'holder-eviction-picture',
            })}
          </li>
        </ul>
      </section>
      <section class="card">
        <h3>${msg('全部清除', { id: 'holder-clear' })}</h3>
        ${this.refusal()}
        ${
          this.isClearing
            ? html`<p>
                  ${msg('确定删除本机上所有人、码和密钥？无法恢复。', { id: 'holder-clear-sure' })}
                </p>
                <div class="row">
                  <button type="button" data-do="clear-sure" @click=${this.#clear}>
                    ${msg('全部删除', { id: 'holder-clear-all' })}
                  </button>
                  <button
                    type="button"
                    class="primary"
                    data-do="keep"
                    @click=${() => {
                      this.isClearing = false
                      void this.focusOn('[data-do="clear"]')
                    }}
                  >
                    ${msg('保留', { id: 'holder-keep' })}
                  </button>
                </div>`
            : html`<p>
                <button
                  type="button"
                  data-do="clear"
                  @click=${() => {
                    this.isClearing = true
                    void this.focusOn('[data-do="keep"]')
                  }}
                >
                  ${msg('清除本页的全部内容', { id: 'holder-clear-button' })}
                </button>
              </p>`
        }
      </section>`
  }

  #storage(): string {
    if (!this.world.holder.lasts) {
      return msg('此浏览器不保存任何内容（例如无痕窗口）：关闭本页后全部消失。', {
        id: 'holder-storage-none',
      })
    }
    switch (this.storage) {
      case 'kept':
        return msg('浏览器已承诺长期保存：只有您能删除。', { id: 'holder-storage-kept' })
      case 'may-go':
        return msg('浏览器没有承诺长期保存：空间不足时可能删除。', { id: 'holder-storage-may-go' })
      case 'unknown':
        return msg('浏览器没有说明是否长期保存。', { id: 'holder-storage-unknown' })
      case undefined:
        return '…'
    }
  }

  readonly #clear = (): void => {
    this.isClearing = false
    void this.keep(async () => {
      await this.world.holder.clear()
      this.dispatchEvent(new Event('holder-cleared'))
    })
  }
}

customElements.define('device-view', DeviceView)

declare global {
  interface HTMLElementTagNameMap {
    'device-view': DeviceView
  }
}
